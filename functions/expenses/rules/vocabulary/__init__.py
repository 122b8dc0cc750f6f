"""Tables of words that the rules look up; built once, when first needed."""
