"""Choosing what to practise, and how a set begins and ends."""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from posture_lab.figures import figure
from posture_lab.live.plan import RESTS_S, SETS, STOPS_S, Begin, Plan, plan_for
from posture_lab.movements.catalogue import MOVEMENTS
from posture_lab.movements.record import Movement
from posture_lab.telling.numbers import counted

_BEGIN: Final[Mapping[Begin, str]] = {
    "ready": "As soon as I am in position",
    "timer": "Ten seconds after I am in position",
    "gesture": "When I raise both hands",
}
_DOSE: Final = "dose"
_STOPS: Final[Mapping[str, float | None]] = {_DOSE: None, **{str(s): float(s) for s in STOPS_S}}
_HOW_MANY: Final[Mapping[str, int | None]] = {_DOSE: None, **{str(n): n for n in SETS}}
_RESTS: Final[Mapping[str, float | None]] = {_DOSE: None, **{str(s): float(s) for s in RESTS_S}}
_MOVEMENT: Final = "practise-movement"
_HOW: Final = "practise-begin"
_END: Final = "practise-end"
_SETS: Final = "practise-sets"
_REST: Final = "practise-rest"


def choose_plan() -> Plan:
    """Show the choice and return the plan it makes.

    It stands in the page's address, so that a page that is loaded again still knows it.
    """
    choice, begin, end, sets, rest = st.columns([6, 7, 6, 4, 4])
    _take_from_address(_MOVEMENT, "movement", MOVEMENTS)
    _take_from_address(_HOW, "begin", _BEGIN)
    _take_from_address(_END, "end", _STOPS)
    _take_from_address(_SETS, "sets", _HOW_MANY)
    _take_from_address(_REST, "rest", _RESTS)
    movement_id = choice.selectbox(
        "Movement",
        list(MOVEMENTS),
        format_func=lambda name: MOVEMENTS[name].title,
        key=_MOVEMENT,
    )
    movement: Movement = MOVEMENTS[movement_id]
    how: Begin = begin.selectbox(
        "Begin", list(_BEGIN), format_func=lambda name: _BEGIN[name], key=_HOW
    )
    with end:
        stop = _choose_end(plan_for(movement))
    dose = plan_for(movement)
    how_many = _choose(sets, "Sets", _HOW_MANY, counted(dose.sets, "set"), _SETS)
    pause = _choose(rest, "Rest", _RESTS, f"{figure(dose.rest_s)} s", _REST)
    chosen = {"movement": movement_id, "begin": how, "end": stop, "sets": how_many, "rest": pause}
    st.query_params.from_dict(chosen)
    if how == "gesture" and not plan_for(movement).gestures:
        begin.caption("The arms go up in this movement, so raised hands start nothing.")
        how = "ready"
    return plan_for(movement, how, _STOPS[stop], sets=_HOW_MANY[how_many], rest_s=_RESTS[pause])


def _choose(
    place: DeltaGenerator, title: str, known: Mapping[str, float | None], dose: str, key: str
) -> str:
    """One of ``known``; its first one is the movement's own ``dose``."""

    def words(name: str) -> str:
        if name == _DOSE:
            return f"{dose} (advised)"
        return counted(int(name), "set") if key == _SETS else f"{name} s"

    return str(place.selectbox(title, list(known), format_func=words, key=key))


def _choose_end(plan: Plan) -> str:
    """What ends a set: the movement's own dose, or a timer where it has repetitions."""
    if plan.repetitions is None:
        st.selectbox("End of a set", [_dose(plan)], key=f"{_END}-hold", disabled=True)
        # Kept for the next movement with repetitions.
        said = st.query_params.get("end", _DOSE)
        return said if said in _STOPS else _DOSE

    def title(name: str) -> str:
        return _dose(plan) if name == _DOSE else f"After {name} seconds"

    return str(st.selectbox("End of a set", list(_STOPS), format_func=title, key=_END))


def _dose(plan: Plan) -> str:
    if plan.repetitions is not None:
        return f"After {plan.repetitions} repetitions"
    hold_s = plan.hold_s or 0.0
    if plan.breath is not None:
        return f"After {figure(hold_s / plan.breath.total_s)} breaths"
    return f"After {figure(hold_s)} seconds"


def _take_from_address(key: str, name: str, known: Mapping[Any, Any]) -> None:
    """Choose what the page's address says, where nothing has been chosen yet."""
    said = st.query_params.get(name)
    if key not in st.session_state and said in known:
        st.session_state[key] = said
