from casework.disclosure.models.disclosures import Disclosure, DisclosureQuerySet
from casework.disclosure.models.records import NameAnswer, PickedRecord, Redaction

__all__ = ["Disclosure", "DisclosureQuerySet", "NameAnswer", "PickedRecord", "Redaction"]
