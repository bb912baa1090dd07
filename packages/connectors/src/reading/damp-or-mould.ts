/** Damp or mould in words of any case. Dampers and mouldings are fittings. */
export const dampOrMould = /\b(damp|dampness|mou?lds?|mou?ldy)\b/i;
