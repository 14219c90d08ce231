/*
 * Named character references of HTML that notes are written with (HTML Living Standard, 13.5, read
 * 2026-11): Latin-1 whole, what else Latin names need, and punctuation. Any other stays as it is,
 * and its sentence is withheld.
 */

// U+00A0 to U+00FF, in this order.
const latin1 = `
nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr
deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest
Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig
agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml
eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`

const others = `
amp & AMP & lt < LT < gt > GT > quot " QUOT " apos ' sol / bsol \\ colon : semi ; comma , period .
excl ! quest ? num # dollar $ percnt % lpar ( rpar ) ast * plus + equals = commat @ lowbar _ grave \`
lsqb [ lbrack [ rsqb ] rbrack ] lcub { rcub } verbar | vert | Hat ^
Amacr Ā amacr ā Abreve Ă abreve ă Aogon Ą aogon ą Cacute Ć cacute ć Ccirc Ĉ ccirc ĉ Cdot Ċ cdot ċ
Ccaron Č ccaron č Dcaron Ď dcaron ď Dstrok Đ dstrok đ Emacr Ē emacr ē Edot Ė edot ė Eogon Ę eogon ę
Ecaron Ě ecaron ě Gcirc Ĝ gcirc ĝ Gbreve Ğ gbreve ğ Gdot Ġ gdot ġ Gcedil Ģ Hcirc Ĥ hcirc ĥ Hstrok Ħ
hstrok ħ Itilde Ĩ itilde ĩ Imacr Ī imacr ī Iogon Į iogon į Idot İ imath ı inodot ı Jcirc Ĵ jcirc ĵ
Kcedil Ķ kcedil ķ Lacute Ĺ lacute ĺ Lcedil Ļ lcedil ļ Lcaron Ľ lcaron ľ Lstrok Ł lstrok ł Nacute Ń
nacute ń Ncedil Ņ ncedil ņ Ncaron Ň ncaron ň Omacr Ō omacr ō Odblac Ő odblac ő OElig Œ oelig œ
Racute Ŕ racute ŕ Rcedil Ŗ rcedil ŗ Rcaron Ř rcaron ř Sacute Ś sacute ś Scirc Ŝ scirc ŝ Scedil Ş
scedil ş Scaron Š scaron š Tcedil Ţ tcedil ţ Tcaron Ť tcaron ť Utilde Ũ utilde ũ Umacr Ū umacr ū
Ubreve Ŭ ubreve ŭ Uring Ů uring ů Udblac Ű udblac ű Uogon Ų uogon ų Wcirc Ŵ wcirc ŵ Ycirc Ŷ ycirc ŷ
Yuml Ÿ Zacute Ź zacute ź Zdot Ż zdot ż Zcaron Ž zcaron ž filig fi fllig fl fflig ff
hyphen - dash - ndash – mdash — horbar — minus − frasl / lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ”
bdquo „ lsaquo ‹ rsaquo › bull • hellip … prime ′ Prime ″ dagger † Dagger ‡ permil ‰ trade ™ euro €
le ≤ leq ≤ ge ≥ geq ≥ ne ≠ asymp ≈ sim ∼ infin ∞ larr ← uarr ↑ rarr → darr ↓ harr ↔ check ✓ cir ○
alpha α beta β gamma γ delta δ Delta Δ kappa κ lambda λ mu μ sigma σ omega ω`

/** What no eye sees, and white space. */
const unseen: readonly (readonly [string, string])[] = [
  ...'ensp emsp thinsp hairsp numsp puncsp emsp13 emsp14 Tab'
    .split(' ')
    .map((name) => [name, ' '] as const),
  ...'zwj zwnj lrm rlm ZeroWidthSpace NoBreak'.split(' ').map((name) => [name, ''] as const),
  ['NewLine', '\n'],
  ['NonBreakingSpace', ' ']
]

const wordsIn = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Character by the name between `&` and `;`; upper and lower case are different letters. */
export const htmlEntities: ReadonlyMap<string, string> = new Map([
  ...wordsIn(latin1).map((name, at) => [name, String.fromCodePoint(0xa0 + at)] as const),
  ...wordsIn(others).flatMap((name, at, all) =>
    at % 2 === 0 ? [[name, all[at + 1] ?? ''] as const] : []
  ),
  ...unseen,
  // As what it is read as.
  ['nbsp', ' ']
])
