"""The reference of benchmarks/live.py: a component that sends nothing and hears nothing back."""

import streamlit as st

_SCRIPT = """
const times = (window.emptyTrips ??= []);
let sentMs = 0;
export default ({ data, setTriggerValue }) => {
  if (sentMs && data.count > 0) times.push(performance.now() - sentMs);
  setTimeout(() => {
    sentMs = performance.now();
    setTriggerValue("batch", { at: sentMs });
  }, 100);
};
"""


@st.fragment
def main() -> None:
    count = st.session_state.get("count", 0)
    component = st.components.v2.component("empty", html="<p>Reference</p>", js=_SCRIPT)

    def counted() -> None:
        st.session_state["count"] = st.session_state.get("count", 0) + 1

    component(key="empty", data={"count": count}, on_batch_change=counted)


main()
