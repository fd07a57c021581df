"""The local stack: the real PostgreSQL, Redis and S3 servers, started from Python wheels.

Owns: a data folder, the three servers over it, and the processes of the service beside them.
Refuses to own: what the service does with them. Production brings its own servers and
imports nothing from here.
"""

from service.embedded.child import Child, log_says
from service.embedded.errors import StackError
from service.embedded.folder import FORMAT, wipe
from service.embedded.net import free_port, http_answers
from service.embedded.stack import LocalStack, Tenancy

__all__ = [
    "FORMAT",
    "Child",
    "LocalStack",
    "StackError",
    "Tenancy",
    "free_port",
    "http_answers",
    "log_says",
    "wipe",
]
