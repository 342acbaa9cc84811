"""Of a body its signals: angles with errors, their zero, and what could be seen."""
