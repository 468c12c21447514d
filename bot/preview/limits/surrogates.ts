/** Half of a surrogate pair alone: such a text has no UTF-8 form. */
export const LONE_SURROGATE = /\p{Surrogate}/u;
