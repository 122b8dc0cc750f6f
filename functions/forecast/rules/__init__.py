"""How a forecast is computed: pure arithmetic over what was spent in earlier periods."""
