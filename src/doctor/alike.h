/* Names that are nearly the same. */
#ifndef LC_DOCTOR_ALIKE_H
#define LC_DOCTOR_ALIKE_H

typedef enum lc_likeness { LC_NAMES_DIFFER, LC_NAMES_BUT_ONE, LC_NAMES_EQUAL } lc_likeness;

/* May two names be one, written by two hands? Equal: but for spaces, brackets, marks, capitals,
 * full-width forms and the words for a community's office. But one: but for one character more or
 * another one, which does not tell one of a row of places from the next (第一 and 第二, 东 and 西,
 * P1 and P2); in names of 4 characters or more. */
lc_likeness lc_names_alike(const char *a, const char *b);

#endif
