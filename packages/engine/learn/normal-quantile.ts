/** The width of every interval of this folder that rests on the normal distribution. */

/** Two-sided 95 % quantile of the normal distribution. */
export const Z_95 = 1.959963984540054

/** Two-sided 80 % quantile. */
export const Z_80 = 1.2815515655446004
