"""Sound as numbers: trimming, levelling, limiting, tones, silence (pydub, numpy)."""
