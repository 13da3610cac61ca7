"""Calendar arithmetic without a clock: working days, fiscal periods, relative dates."""
