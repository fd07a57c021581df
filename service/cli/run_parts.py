"""The verbs that run one part of the service: read settings, put the part together, serve.

Owns process-wide things: logging, the event loop's server, migrations. Refuses rules of any kind.
"""

import argparse
import logging
import os
import sys
from pathlib import Path
from typing import Final

import structlog
import uvicorn
from alembic import command
from alembic.config import Config
from pydantic import ValidationError

from service.settings import (
    ApiSettings,
    MediaWorkerSettings,
    MigrationSettings,
    WorkerSettings,
)

ROOT: Final = Path(__file__).resolve().parents[2]


def configure_logging() -> None:
    """Log JSON lines to stderr: events and ids, never content."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


def complain(problem: ValidationError) -> int:
    """Name the settings that are missing or not usable; return exit code 1."""
    names = sorted({"GOBETWEEN_" + "_".join(map(str, e["loc"])).upper() for e in problem.errors()})
    sys.stderr.write(f"gobetween: these settings are missing or not usable: {', '.join(names)}\n")
    return 1


def migrate(owner_database_url: str, revision: str = "head") -> None:
    """Bring the database to a revision, as the owner of its tables. Blocking."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["owner_database_url"] = owner_database_url
    if revision == "base" or revision.startswith("-"):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def run_migrate(_args: argparse.Namespace) -> int:
    """Migrate the database to the newest revision."""
    try:
        settings = MigrationSettings()
    except ValidationError as problem:
        return complain(problem)
    migrate(settings.owner_database_url.get_secret_value())
    return 0


def run_api(args: argparse.Namespace) -> int:
    """Serve the API and the portal."""
    # Imported here so that a fault in one part cannot keep another from starting.
    from service.api.app import create_app  # noqa: PLC0415

    configure_logging()
    try:
        settings = ApiSettings()
    except ValidationError as problem:
        return complain(problem)
    uvicorn.run(
        create_app(settings),
        host=args.host or settings.host,
        port=args.port or settings.port,
        loop="uvloop",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    return 0


def run_worker(_args: argparse.Namespace) -> int:
    """Run the relay, the sweeper and the service's own jobs."""
    from service.worker.main import run  # noqa: PLC0415

    configure_logging()
    try:
        settings = WorkerSettings()
    except ValidationError as problem:
        return complain(problem)
    return run(settings)


def run_media_worker(_args: argparse.Namespace) -> int:
    """Run a media worker."""
    from service.worker.media import run  # noqa: PLC0415

    configure_logging()
    os.umask(0o077)
    try:
        settings = MediaWorkerSettings()
    except ValidationError as problem:
        return complain(problem)
    return run(settings)
