package amount

import "strings"

// set is the words of a list.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// units are the number words below a hundred.
var units = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scales = map[string]float64{
	"dozen": 12, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9, "trillion": 1e12,
	"lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "mln": 1e6, "bln": 1e9, "mn": 1e6, "mio": 1e6,
}

// shortScales are scales only where written together with figures, or with m where no metres are meant.
var shortScales = map[string]float64{"m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3}

// heaps are at least so many: two of each, but "scores" is said of forty.
var heaps = map[string]float64{"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2e6, "billions": 2e9}

var fractions = map[string]float64{
	"half": 1. / 2, "halves": 1. / 2, "third": 1. / 3, "thirds": 1. / 3, "quarter": 1. / 4, "quarters": 1. / 4, "fourth": 1. / 4,
	"fourths": 1. / 4, "fifth": 1. / 5, "fifths": 1. / 5, "sixth": 1. / 6, "sixths": 1. / 6, "seventh": 1. / 7, "sevenths": 1. / 7,
	"eighth": 1. / 8, "eighths": 1. / 8, "ninth": 1. / 9, "ninths": 1. / 9, "tenth": 1. / 10, "tenths": 1. / 10,
}

var (
	behindFraction = set(`of more less fewer higher lower larger smaller bigger cheaper dearer faster slower longer shorter are is was were
		have has had did do to in on since from at by than as and or but while when off below above within over after this last per towards compared against`)
	beyondMetres = set(`long high wide deep tall thick away below above off from apart north south east west north-east inside underwater
		offshore ahead behind beneath freestyle sprint hurdles`)
	longer = set("one longer doubt matter way wonder less fewer more idea use sign such reason comment need chance intention evidence plan plans plans")
	months = set("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec")
)

// currencySigns stand before or behind the figures.
var currencySigns = map[string]string{
	"$": "USD", "us$": "USD", "u.s.$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
	"nt$": "TWD", "r$": "BRL", "£": "GBP", "€": "EUR", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR", "rs": "INR", "re": "INR", "₦": "NGN",
	"₩": "KRW", "₪": "ILS", "₺": "TRY", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "jpy": "JPY", "cny": "CNY", "rmb": "CNY",
	"rub": "RUB", "uah": "UAH", "inr": "INR", "aud": "AUD", "cad": "CAD", "pln": "PLN", "sek": "SEK", "nok": "NOK", "dkk": "DKK",
	"huf": "HUF", "czk": "CZK", "ils": "ILS", "aed": "AED", "sar": "SAR", "brl": "BRL", "zar": "ZAR", "ngn": "NGN", "kes": "KES",
}

// currencyWords stand behind the figures. Where a word is of several countries and none is named, it is its own unit.
var currencyWords = map[string]string{
	"dollar": "USD", "dollars": "USD", "dlr": "USD", "dlrs": "USD", "buck": "USD", "bucks": "USD", "euro": "EUR", "euros": "EUR",
	"sterling": "GBP", "stg": "GBP", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "hryvnia": "UAH", "hryvnias": "UAH",
	"hryvnya": "UAH", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "won": "KRW", "baht": "THB", "dong": "VND", "ringgit": "MYR",
	"rupiah": "IDR", "rand": "ZAR", "rands": "ZAR", "naira": "NGN", "real": "BRL", "reais": "BRL", "cruzado": "BRC", "cruzados": "BRC",
	"zloty": "PLN", "zlotys": "PLN", "forint": "HUF", "forints": "HUF", "lire": "ITL", "shekel": "ILS", "shekels": "ILS", "taka": "BDT",
	"birr": "ETB", "nakfa": "ERN", "tenge": "KZT", "lari": "GEL", "dram": "AMD", "drams": "AMD", "guilder": "NLG", "guilders": "NLG",
	"dm": "DEM", "peseta": "ESP", "pesetas": "ESP", "escudo": "PTE", "escudos": "PTE", "drachma": "GRD", "drachmas": "GRD",
	"bolivar": "VES", "bolivars": "VES", "bolivares": "VES", "kwacha": "ZMW", "cedi": "GHS", "cedis": "GHS", "soum": "UZS", "afghani": "AFN",
	"ecu": "XEU", "ecus": "XEU", "bitcoin": "BTC", "bitcoins": "BTC",
	"pound": "GBP", "pounds": "GBP", "rupee": "rupee", "rupees": "rupee", "peso": "peso", "pesos": "peso", "dinar": "dinar", "dinars": "dinar",
	"dirham": "dirham", "dirhams": "dirham", "riyal": "riyal", "riyals": "riyal", "rial": "rial", "rials": "rial", "franc": "franc",
	"francs": "franc", "crown": "crown", "crowns": "crown", "krone": "krone", "kroner": "krone", "krona": "krona", "kronor": "krona",
	"mark": "mark", "marks": "mark", "lira": "lira", "liras": "lira", "lev": "BGN", "leva": "BGN", "leu": "leu", "lei": "leu", "shilling": "shilling",
	"shillings": "shilling", "cent": "cent", "cents": "cent", "ct": "cent", "cts": "cent", "pence": "penny", "penny": "penny",
}

// currencyOf names a currency word of several countries by the adjective before it.
var currencyOf = map[string]map[string]string{
	"USD":      {"us": "USD", "u.s": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "zealand": "NZD", "kong": "HKD", "singapore": "SGD", "taiwan": "TWD"},
	"GBP":      {"british": "GBP", "egyptian": "EGP", "lebanese": "LBP", "syrian": "SYP", "sudanese": "SDG", "irish": "IEP", "cypriot": "CYP"},
	"rupee":    {"indian": "INR", "pakistani": "PKR", "lankan": "LKR", "nepalese": "NPR", "nepali": "NPR"},
	"peso":     {"mexican": "MXN", "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "philippine": "PHP", "cuban": "CUP", "uruguayan": "UYU"},
	"dinar":    {"kuwaiti": "KWD", "iraqi": "IQD", "jordanian": "JOD", "serbian": "RSD", "algerian": "DZD", "tunisian": "TND", "libyan": "LYD", "bahraini": "BHD", "yugoslav": "YUD"},
	"dirham":   {"uae": "AED", "emirati": "AED", "moroccan": "MAD"},
	"riyal":    {"saudi": "SAR", "qatari": "QAR", "omani": "OMR", "yemeni": "YER"},
	"rial":     {"iranian": "IRR", "omani": "OMR", "yemeni": "YER"},
	"franc":    {"swiss": "CHF", "french": "FRF", "belgian": "BEF", "cfa": "XOF"},
	"crown":    {"czech": "CZK", "swedish": "SEK", "danish": "DKK", "norwegian": "NOK", "icelandic": "ISK"},
	"krone":    {"danish": "DKK", "norwegian": "NOK"},
	"krona":    {"swedish": "SEK", "icelandic": "ISK"},
	"mark":     {"german": "DEM", "deutsche": "DEM", "finnish": "FIM", "east": "DDM"},
	"lira":     {"turkish": "TRY", "italian": "ITL", "lebanese": "LBP", "syrian": "SYP"},
	"leu":      {"romanian": "RON", "moldovan": "MDL"},
	"shilling": {"kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS", "somali": "SOS", "austrian": "ATS"},
	"cent":     {"us": "cent", "u.s.": "cent", "euro": "cent"},
}

// measures are written together with figures or behind them.
var measures = map[string]string{
	"km": "km", "kilometre": "km", "kilometer": "km", "m": "m", "metre": "m", "meter": "m", "cm": "cm", "centimetre": "cm", "centimeter": "cm",
	"mm": "mm", "millimetre": "mm", "millimeter": "mm", "mile": "mi", "nmi": "nmi", "ft": "ft", "foot": "ft", "feet": "ft", "inch": "in",
	"inches": "in", "yard": "yd", "ha": "ha", "hectare": "ha", "acre": "acre", "km²": "km²", "m²": "m²", "m³": "m³", "sq": "sq", "square": "sq",
	"cubic": "cu", "tonne": "t", "ton": "t", "kiloton": "kt", "megaton": "Mt", "kg": "kg", "kilogram": "kg", "kilogramme": "kg",
	"kilo": "kg", "g": "g", "gram": "g", "gramme": "g", "mg": "mg", "milligram": "mg", "ounce": "oz", "oz": "oz", "lb": "lb", "lbs": "lb", "litre": "L", "liter": "L",
	"l": "L", "barrel": "bbl", "bbl": "bbl", "bpd": "bbl", "gallon": "gal", "bushel": "bushel", "knot": "kn", "kn": "kn", "kph": "km/h", "kmh": "km/h", "mph": "mi/h",
	"watt": "W", "kilowatt": "kW", "kw": "kW", "megawatt": "MW", "mw": "MW", "gigawatt": "GW", "gw": "GW", "kwh": "kWh", "mwh": "MWh",
	"volt": "V", "hertz": "Hz", "megahertz": "MHz", "gigabyte": "GB", "gb": "GB", "terabyte": "TB", "tb": "TB", "megabyte": "MB", "mb": "MB",
	"degree": "°", "°c": "°C", "°f": "°F", "°": "°", "kelvin": "K", "calorie": "cal", "decibel": "dB", "carat": "carat", "light-year": "ly",
	"times": "times", "x": "times", "pp": "pp",
	"second": "s", "seconds": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h", "day": "day", "days": "day", "week": "week",
	"weeks": "week", "month": "month", "months": "month", "year": "year", "years": "year", "decade": "decade", "decades": "decade",
	"century": "century", "centuries": "century", "fortnight": "fortnight", "night": "night", "nights": "night",
}

var durations = set("s min h day week month year decade century fortnight night")

// behindFigures reports whether letters may be written together with figures.
func behindFigures(s string) bool {
	if _, ok := shortScales[s]; ok {
		return true
	}
	return measures[s] != "" && !durations[measures[s]] && s != "square" && s != "cubic" || scales[s] > 0 || percents[s] || currencySigns[s] != "" || s == "p" || s == "c"
}

var percents = set("percent pct pc percentage per-cent")

// begins are the words with which an amount can begin, figures and signs apart.
var begins = func() map[string]bool {
	m := set("half both twice thrice no none zero not single most several few couple pair quarter dozen hundred thousand million billion lakh crore majority handful minus")
	for _, words := range []map[string]float64{units, heaps} {
		for w := range words {
			m[w] = true
		}
	}
	for w := range fractions {
		m[w] = true
	}
	return m
}()
