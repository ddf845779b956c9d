"""The ombuds' desk: who may see which case, what can be done with it, and the trail of everything that was done."""
