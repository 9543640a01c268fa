"""Finding a case by any word that was said in it: the index, what enters it, what it answers."""
