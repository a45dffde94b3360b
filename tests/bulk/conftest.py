"""A data analyst signed in, and what a pull gave read back."""

import json
from dataclasses import dataclass

import pytest
from rest_framework.test import APIClient

from tests.factories import WorkerFactory


@dataclass
class Pulled:
    rows: list[dict]
    gone: list[dict]
    end: dict

    @property
    def next(self) -> str:
        """What to give as ``updated_since``."""
        return self.end["updated_since"]

    @property
    def ids(self) -> list[int]:
        return [row["id"] for row in self.rows]


class Puller:
    """Somebody's client: ``pull("notes")`` gives the lines of a stream as they mean."""

    def __init__(self, worker):
        self.worker = worker
        self.client = APIClient()
        self.client.force_login(worker, backend="casework.access.backends.WorksHere")

    def get(self, address, **query):
        return self.client.get(address, query)

    def pull(self, records, since: Pulled | None = None, **query) -> Pulled:
        if since:
            query["updated_since"] = since.next
        answer = self.client.get(f"/api/v1/bulk/{records}/", query)
        assert answer.status_code == 200, answer.content
        lines = b"".join(answer.streaming_content).decode().splitlines()
        *said, end = [json.loads(line) for line in lines if line]
        assert end["end"] is True
        gone = [one for one in said if one.get("gone") is True]
        return Pulled([one for one in said if one not in gone], gone, end)

    def pages(self, records, size, since: Pulled | None = None, **query) -> list[dict]:
        query["page_size"] = size
        if since:
            query["updated_since"] = since.next
        answer = self.client.get(f"/api/v1/bulk/{records}/", query).json()
        pages = [answer]
        while answer["next"]:
            answer = self.client.get(answer["next"]).json()
            pages.append(answer)
        return pages


@pytest.fixture
def analyst(team):
    return Puller(WorkerFactory(team=team, role="data_analyst", username="analyst"))
