from celery import shared_task

from casework.returns.models import CensusImport


@shared_task
def let_go_of_census_files():
    """Nightly: files that were rehearsed and never loaded."""
    return CensusImport.objects.let_go()
