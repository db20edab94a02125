"""
The queue of jobs: a job belongs to the transaction that asks for it, in the worker too.

In the web process procrastinate writes jobs over Django's own connection. Its worker brings a pool of connections, and
writes over these what a job defers as well, outside the transaction. Such a job may start before the rows that it is
about stand: it finds nothing, ends well, and a mail waits a quarter of an hour for the sweep. So the worker fetches
and finishes jobs over the pool, and what a job defers goes over the connection of that job.
"""

from procrastinate import App
from procrastinate.connector import BaseAsyncConnector, BaseConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.psycopg_connector import PsycopgConnector


class WorkerConnector(PsycopgConnector):
    """The pool of the worker, for fetching and finishing jobs; a job itself writes over Django's connection."""

    @classmethod
    def beside(cls, pool: BaseAsyncConnector, alias: str) -> "WorkerConnector":
        """The same pool as the one procrastinate would use, and this connection of Django."""
        assert isinstance(pool, PsycopgConnector)
        made = cls(**pool._pool_args)
        made._jobs_own = DjangoConnector(alias)
        return made

    _jobs_own: BaseConnector

    def get_sync_connector(self) -> BaseConnector:
        """What code that does not await uses, in the thread of its job."""
        return self._jobs_own


class QueueConnector(DjangoConnector):
    """Django's connection; a worker gets the connector above."""

    def get_worker_connector(self) -> BaseAsyncConnector:
        """The connector of a worker."""
        return WorkerConnector.beside(super().get_worker_connector(), self.alias)


def connect(app: App) -> None:
    """Give the app these connectors; the setting `PROCRASTINATE_ON_APP_READY` names this."""
    app.connector = app.job_manager.connector = QueueConnector(alias=app.connector.alias)  # type: ignore[attr-defined]
