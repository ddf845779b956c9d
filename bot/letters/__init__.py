"""Letters that a client can sign: written from the answers, shown, read aloud, typeset. Never sent by us."""
