"""What was promised to devices that store a slice at the object store themselves: the row of it."""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, LargeBinary, Uuid
from sqlmodel import Field, SQLModel

_ID: Any = Uuid(as_uuid=False)


class PromisedSlice(SQLModel, table=True):
    """A slice that may be stored under this key by whoever was given an address, `until` then."""

    __tablename__: ClassVar[str] = "promised_slice"
    rendition: str = Field(sa_type=_ID, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    org: str = Field(sa_type=_ID)
    size: int = Field(sa_type=BigInteger)
    chunk_digests: bytes = Field(sa_type=LargeBinary)
    object_key: str
    until: int = Field(sa_type=BigInteger)
