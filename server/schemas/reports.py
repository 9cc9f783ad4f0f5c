"""The safety report on the wire."""

from marshmallow import Schema, fields

from server.schemas.sync import UUID, Id


class ReportRequestSchema(Schema):
    """Which days, both included, and whose; four weeks up to today, of everybody, where nothing is said."""

    first = fields.Date(data_key="from", load_default=None)
    last = fields.Date(data_key="to", load_default=None)
    team = Id(load_default=None, metadata=UUID)


class SupervisedSchema(Schema):
    """How often one case manager had supervision in the last twelve months, and when last."""

    account = Id(required=True, metadata=UUID)
    name = fields.String(required=True)
    held = fields.Integer(required=True)
    last = fields.String(required=True, allow_none=True)


class SupervisionsSchema(Schema):
    """Every case manager's supervision in numbers."""

    people = fields.List(fields.Nested(SupervisedSchema), required=True)


class SpreadSchema(Schema):
    """How long something took: the middle, and what nine of ten did not exceed."""

    count = fields.Integer(required=True)
    median_s = fields.Float(required=True, allow_none=True)
    p90_s = fields.Float(required=True, allow_none=True)


class KindCountSchema(Schema):
    """How many alerts of a kind there were."""

    kind = fields.String(required=True)
    count = fields.Integer(required=True)


class OutcomeCountSchema(Schema):
    """How many alerts ended so."""

    outcome = fields.String(required=True)
    count = fields.Integer(required=True)


class HomeVisitsSchema(Schema):
    """How many meetings at home took place, and how many of them were watched."""

    home = fields.Integer(required=True)
    armed = fields.Integer(required=True)


class PractisedSchema(Schema):
    """One monitor's drills."""

    name = fields.String(required=True)
    held = fields.Integer(required=True)
    missed = fields.Integer(required=True)


class DrillsSchema(Schema):
    """Drills, and those that nobody answered."""

    held = fields.Integer(required=True)
    missed = fields.Integer(required=True)
    people = fields.List(fields.Nested(PractisedSchema), required=True)


class WeekSchema(HomeVisitsSchema):
    """One week, by its Monday."""

    week = fields.String(required=True)
    alerts = fields.Integer(required=True)
    acknowledge_median_s = fields.Float(required=True, allow_none=True)


class TeamSchema(Schema):
    """A team to choose."""

    id = fields.String(required=True)
    name = fields.String(required=True)


ReportSchema = Schema.from_dict(
    {
        "from": fields.String(required=True),
        "to": fields.String(required=True),
        "teams": fields.List(fields.Nested(TeamSchema), required=True),
        "alerts": fields.Integer(required=True),
        "acknowledge": fields.Nested(SpreadSchema, required=True),
        "resolve": fields.Nested(SpreadSchema, required=True),
        "kinds": fields.List(fields.Nested(KindCountSchema), required=True),
        "outcomes": fields.List(fields.Nested(OutcomeCountSchema), required=True),
        "forgotten": fields.Integer(required=True),
        "visits": fields.Nested(HomeVisitsSchema, required=True),
        "drills": fields.Nested(DrillsSchema, required=True),
        "weeks": fields.List(fields.Nested(WeekSchema), required=True),
    },
    name="ReportSchema",
)
"""All of it; `from` is no name for an attribute. Drills are in none of the other numbers."""
