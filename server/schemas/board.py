"""The board on the wire, and what a person does about an alert or a visit."""

from marshmallow import Schema, fields, validate

from server.safety.words import AlertKind, AlertState, Grade, Outcome, VisitState
from server.schemas.devices import INSTANT
from server.schemas.fields import Words
from server.schemas.sync import UUID, Id

NOTE = 2000
LONGEST_VISIT = 24 * 60


def _time(*, none: bool = True) -> fields.String:
    return fields.String(required=True, allow_none=none, metadata=INSTANT)


def _text(*, none: bool = False) -> fields.String:
    return fields.String(required=True, allow_none=none)


class PositionSchema(Schema):
    """Where a phone was, how exactly, and when."""

    lat = fields.Float(required=True, allow_none=True)
    lon = fields.Float(required=True, allow_none=True)
    accuracy_m = fields.Float(required=True, allow_none=True)
    at = _time(none=False)


class RiskSchema(Schema):
    """What is known of the risk of a visit, who said so, and when it is looked at again."""

    flags = fields.List(fields.String(), required=True)
    said_by = _text(none=True)
    said_on = _text(none=True)
    review_on = _text(none=True)
    expires_on = _text(none=True)


class AboutSchema(Schema):
    """What a visit and an alert have in common: a person, and where she was last heard."""

    phone = _text(none=True)
    place = _text(none=True)
    due = _time()
    position = fields.Nested(PositionSchema, required=True, allow_none=True)
    battery = fields.Float(required=True, allow_none=True)
    last_heard = _time()
    flagged = fields.Boolean(required=True)
    risk = fields.List(fields.Nested(RiskSchema), required=True)


class VisitSchema(AboutSchema):
    """A visit that is watched."""

    id = _text()
    account = _text()
    worker = _text()
    state = fields.String(required=True, validate=validate.OneOf(list(VisitState)))
    alert_at = _time()
    planned_start = _time()
    unplanned = fields.Boolean(required=True)
    alert = _text(none=True)


class OwnerSchema(Schema):
    """Who has an alert."""

    account = _text()
    name = _text(none=True)


class PastAlertSchema(Schema):
    """An alert from a visit, beside the client's story; `outcome` is null while it is open."""

    id = _text()
    kind = fields.String(required=True, validate=validate.OneOf(list(AlertKind)))
    reason = _text(none=True)
    worker = _text()
    opened = _time(none=False)
    resolved = _time()
    outcome = fields.String(required=True, allow_none=True, validate=validate.OneOf(list(Outcome)))


class PastAlertsSchema(Schema):
    """The latest, the newest first."""

    alerts = fields.List(fields.Nested(PastAlertSchema), required=True)


class LineSchema(Schema):
    """One line of what happened."""

    id = _text()
    at = _time(none=False)
    type = _text()
    name = _text(none=True)
    text = _text()
    detail = fields.Dict(required=True)


class AlertSchema(AboutSchema):
    """An alert with all that ever happened in it."""

    id = _text()
    kind = fields.String(required=True, validate=validate.OneOf(list(AlertKind)))
    about = fields.String(required=True, validate=validate.OneOf(list(AlertKind)))
    reason = _text(none=True)
    grade = fields.String(required=True, validate=validate.OneOf(list(Grade)))
    state = fields.String(required=True, validate=validate.OneOf(list(AlertState)))
    step = fields.Integer(required=True)
    drill = fields.Boolean(required=True)
    script = _text()
    mine = fields.Boolean(required=True)
    worker = _text(none=True)
    account = _text(none=True)
    visit = _text(none=True)
    opened = _time(none=False)
    for_time = _time(none=False)
    next_action_at = _time()
    owner = fields.Nested(OwnerSchema, required=True, allow_none=True)
    owned_until = _time()
    told = fields.List(fields.String(), required=True)
    outcome = _text(none=True)
    resolved = _time()
    resolved_by = _text(none=True)
    events = fields.List(fields.Nested(LineSchema), required=True)


class PulseSchema(Schema):
    """Whether the engine works, and how long ago it last did."""

    ok = fields.Boolean(required=True)
    heartbeat_age_s = fields.Float(required=True, allow_none=True)


class WatcherSchema(Schema):
    """Somebody who watches, and over what she can be reached."""

    name = _text()
    channels = fields.List(fields.String(), required=True)


class MeSchema(Schema):
    """The one who asks: her turn, and whether she would hear."""

    on_duty = fields.Boolean(required=True)
    post = _text(none=True)
    until = _time()
    sound_tested = _time()
    push_tested = _time()
    endpoints = fields.Integer(required=True)


class BoardRequestSchema(Schema):
    """Whether somebody watches where the answer goes, and would hear a siren; `false` of a tab in passing."""

    attended = fields.Boolean(load_default=True)


class BoardSchema(Schema):
    """Everything that whoever watches sees."""

    now = _time(none=False)
    engine = fields.Nested(PulseSchema, required=True)
    me = fields.Nested(MeSchema, required=True)
    watching = fields.List(fields.Nested(WatcherSchema), required=True)
    trouble = fields.List(fields.String(), required=True)
    visits = fields.List(fields.Nested(VisitSchema), required=True)
    alerts = fields.List(fields.Nested(AlertSchema), required=True)
    closed = fields.List(fields.Nested(AlertSchema), required=True)


class AnswerSchema(Schema):
    """What a person says about an alert; said again under the same `id`, it has no second effect.

    `kind` is what their screen shows it to be: what has become graver since is not ended by it.
    """

    id = Id(load_default=None, allow_none=True, metadata=UUID)
    note = Words(NOTE, shortest=0, lines=True, load_default="")
    outcome = fields.Enum(Outcome, by_value=True, load_default=None, allow_none=True)
    kind = fields.Enum(AlertKind, by_value=True, load_default=None, allow_none=True)


class DrillSchema(Schema):
    """For whom a drill is: for oneself where nobody is named."""

    account = Id(load_default=None, allow_none=True, metadata=UUID)


class AgreedEndSchema(Schema):
    """What was said on the phone, and by whom."""

    note = Words(NOTE, lines=True, required=True)


class AgreedTimeSchema(AgreedEndSchema):
    """How much longer a visit takes, as agreed by phone."""

    minutes = fields.Float(required=True, validate=validate.Range(1, LONGEST_VISIT))
    id = Id(load_default=None, allow_none=True, metadata=UUID)
