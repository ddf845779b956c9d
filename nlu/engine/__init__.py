"""From a text to an `Understanding`: Rasa when it answers, the fallback classifier at once when it does not."""
