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
from sync.kinds.near_miss import NEAR_MISS
from sync.kinds.note import NOTE
from sync.kinds.question import QUESTION
from sync.kinds.review import REVIEW
from sync.kinds.risk import RISK
from sync.kinds.supervision import SUPERVISION
from sync.kinds.visit import VISIT

ALL = (
    CLIENT,
    CONTACT,
    NOTE,
    REVIEW,
    QUESTION,
    CONFLICT,
    CASELOAD,
    HELD,
    DECISION,
    VISIT,
    RISK,
    NEAR_MISS,
    SUPERVISION,
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in ALL})
