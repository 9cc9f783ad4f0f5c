"""Ada's visit, folded at some minute after two."""

from server.safety.signals import Signal
from server.safety.visit import Case, Plan, Visit, fold_visit
from server.safety.words import AlertKind
from tests.safety.makers import POLICY, after, signal

PLANNED = Plan(after(0), 45)
START = signal("start", 0, 1, minutes=45)
OVERDUE = Case(AlertKind.OVERDUE, after(50))


def fold(*signals: Signal, at: float, plan: Plan = PLANNED, cases: tuple[Case, ...] = ()) -> Visit:
    return fold_visit(plan, signals, after(at), POLICY, cases)
