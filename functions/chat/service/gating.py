"""The gate of a chat turn: asked before everything that changes something, and the only way to do it.

gate = make_gate(context, message, taint)         # taint: sources of foreign text in the window, files, facts
turn = Turn(Speaker(context, message), gate, budget)
...                                               # run or stream; a tool that reads foreign text: gate.note("memo")
gate.settle(turn)                                 # rows for calls that never came to the gate
gate.actions                                      # what was done and what waits for the person, for the answer
gate.taint                                        # keep it beside this turn's messages, for turns that see them
"""
