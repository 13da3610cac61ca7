"""The training's hour: worksheets to print, the facilitator's run sheet."""
