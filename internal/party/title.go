package party

// titles are words that stand before a person's name and are none of it.
var titles = words(`mr mrs ms miss mx sir dame lord lady dr doctor prof professor rev reverend fr father sister brother hon honourable honorable
	mister madame madam mme mlle monsieur herr frau senor senora senorita signor signora
	president premier chancellor king queen prince princess emir sultan shah sheikh sheik shaikh sayyid sayed ayatollah imam mullah mufti rabbi pope cardinal
	archbishop bishop monsignor haji
	minister secretary governor mayor senator congressman congresswoman representative rep sen gov deputy ambassador envoy consul commissioner councillor
	councilman councilwoman alderman speaker chairman chairwoman chair director chief boss head spokesman spokeswoman spokesperson judge justice
	attorney prosecutor sheriff magistrate lawmaker mp mep pm
	prime vice acting interim former ex then late outgoing incoming foreign defence defense interior finance transport energy health justice trade economy
	agriculture education labour labor information
	general gen colonel col major maj captain capt lieutenant lieut lt commander cmdr cdr commodore admiral adm brigadier brig marshal sergeant sgt corporal cpl
	private pvt officer constable inspector superintendent warrant field rear squadron wing group flight petty seaman
	comandante engineer analyst lawyer coach striker winger goalkeeper actor actress singer author novelist historian economist seismologist nurse surgeon
	physician pastor alias comrade negotiator union station tycoon billionaire`)

func isTitle(t token) bool {
	return titles[t.text] && (!t.upper || fieldOf[t.text] != "" || abbreviated[t.text] != "")
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	from := -1
	for i := 0; i <= len(s); i++ {
		if letter := i < len(s) && s[i] > ' '; letter && from < 0 {
			from = i
		} else if !letter && from >= 0 {
			m[s[from:i]], from = true, -1
		}
	}
	return m
}
