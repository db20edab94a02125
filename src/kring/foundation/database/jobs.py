"""Every minute: keep what time it is, so that it never becomes earlier in Kring."""

from django.db import connection
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queue="rounds")
def keep_time(timestamp: int) -> None:
    """From this moment on time does not go back past it, whatever the clock of the server does."""
    with connection.cursor() as cursor:
        cursor.execute("select private.keep_time()")
