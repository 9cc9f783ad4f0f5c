"""A worker's two PINs, as hashes that take as long to check whichever was typed."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base


class PinRow(Base):
    """The PIN that ends a visit, and the one that ends it and calls for help."""

    __tablename__ = "pin"

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    right: Mapped[str]
    duress: Mapped[str]
    changed: Mapped[datetime]
