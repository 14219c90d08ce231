/** Words that every second label of a laboratory carries: they do not tell one from another. */
export const commonLabWords: ReadonlySet<string> = new Set(
  (
    'in of and or by moles arbitrary free the with from per to serum plasma blood urine body mass volume moles ratio rate ' +
    'level levels total count predicted estimated method units unit presence panel test score value automated ' +
    'arterial venous capillary at a for on entitic fraction substance high low normal finding'
  ).split(' ')
)
