from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "casework.referrals"
    verbose_name = "Contacts, referrals and episodes of need"
