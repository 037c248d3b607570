"""Reading shorthand: the characters, the rules of a language and what they put in place."""
