"""Due dates for the calendar programs of staff."""
