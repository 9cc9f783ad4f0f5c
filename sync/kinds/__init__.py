"""What a record of each kind may hold: the only place that knows the fields of the domain."""

from collections.abc import Mapping
from types import MappingProxyType

from sync.kinds.caseload import CASELOAD
from sync.kinds.client import CLIENT
from sync.kinds.conflict import CONFLICT
from sync.kinds.contact import CONTACT
from sync.kinds.decision import DECISION
from sync.kinds.fields import Kind
from sync.kinds.held import HELD
from sync.kinds.note import NOTE
from sync.kinds.review import REVIEW

KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.name: kind for kind in (CLIENT, CONTACT, NOTE, REVIEW, CONFLICT, CASELOAD, HELD, DECISION)}
)
