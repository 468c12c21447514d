/** Letters from which two words one slip apart are taken for one word: "Mali" and "Bali" are two. */
const FROM_LETTERS = 5;

/** Whether two words differ by one slip of the fingers at most: a letter left out, added or changed, or two neighbours exchanged (Damerau 1964). Their first letters must agree: hasty fingers begin right. */
export function isSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length > b.length) return isSlip(b, a);
  if (a.length < FROM_LETTERS - 1 || b.length < FROM_LETTERS || b.length - a.length > 1 || a[0] !== b[0]) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  if (a.length < b.length) return a.slice(same) === b.slice(same + 1);
  if (a.slice(same + 1) === b.slice(same + 1)) return true;
  return a[same] === b[same + 1] && a[same + 1] === b[same] && a.slice(same + 2) === b.slice(same + 2);
}
