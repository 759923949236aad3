export { benjaminiHochberg } from './benjamini-hochberg.ts'
export { type Bootstrap, bootstrapInterval } from './bootstrap.ts'
export { chiSquareTail } from './chi-square-tail.ts'
export { CHOICE_CASES_MAX, chooseK, type KChoice } from './choose-k.ts'
export { cohensKappa, type Kappa } from './cohens-kappa.ts'
export { rateInterval, type Rate } from './count-interval.ts'
export { countRatio, type Counted, type CountRatio } from './count-ratio.ts'
export { difference, type Difference } from './difference.ts'
export { fishersExact } from './fishers-exact.ts'
export { type Forecast, type ForecastStart, FORECAST_WEEKS_FLOOR, forecastTotal } from './forecast.ts'
export {
  definitionInflation,
  type DefinitionAlarm,
  type DefinitionInflation,
  type DefinitionPeriod,
  type InflationMeasure,
  JUST_OVER,
} from './goodhart.ts'
export { happenedCurve, type HappenedStep } from './happened-curve.ts'
export { type Clusters, kModes } from './k-modes.ts'
export { lift, type Lift } from './lift.ts'
export { logGamma } from './log-gamma.ts'
export { logRank, type LogRank, type LogRankGroup } from './log-rank.ts'
export { type CodeColumns, mismatches, type Mode } from './mismatches.ts'
export { Z_80, Z_95 } from './normal-quantile.ts'
export { percentileBounds } from './percentile-bounds.ts'
export { type Directions, permutationP } from './permutation.ts'
export { PROPORTION_FLOOR, proportionInterval, type Proportion } from './proportion-interval.ts'
export { quantileTime, quantileTimeInterval, type QuantileTime } from './quantile-time.ts'
export { rateRatio, type RateRatio, type Share } from './rate-ratio.ts'
export { seededRandom, type SeededRandom } from './seeded-random.ts'
export { simplifiedSilhouette } from './simplified-silhouette.ts'
export { squareOverVariance } from './square-over-variance.ts'
export { startingModes } from './starting-modes.ts'
export { studentRatio } from './student-ratio.ts'
export { survivalCurve, type SurvivalCurve, type SurvivalStep } from './survival-curve.ts'
export { sortedTimes, type SortedTimes, type TimesToEvent } from './times-to-event.ts'
