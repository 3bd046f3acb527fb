package party

// small are words that say nothing in a name.
var small = words(`the a an of for and in at on to de du des la le les el del della dello degli di da do dos von der die das und et y e this our its their his her`)

// legal are words for the legal form of a company.
var legal = words(`inc incorporated corp corporation co cos company companies ltd limited plc ag sa nv bv gmbh llc lp spa srl oy ab asa kk pty sarl se kg ltda sab pcl bhd jsc ojsc pjsc ao oao pao`)

// describing are words that say what a body is, before its name or behind it in small letters.
var describing = words(`agency agencies news press newspaper paper daily weekly monthly magazine portal website site blog page newsletter tabloid broadcaster channel station
	outlet newswire wire firm maker company manufacturer operator owner supplier club bank union party group movement organisation organization charity
	consultancy brewer airline carrier insurer retailer producer giant conglomerate publisher subsidiary unit arm opposition rebel militia think tank watchdog`)

// commons are words that many bodies have in their names: a name of such alone tells no body from another.
var commons = words(`agency news press daily weekly times post herald journal gazette tribune telegraph chronicle standard star sun mail express observer guardian
	mirror record review bulletin courier monitor today newspaper magazine radio television tv channel broadcasting media network wire online service services
	ministry minister office department dept bureau directorate administration authority board council committee commission agency court supreme high appeals
	parliament senate congress house assembly cabinet government opposition party front movement union federation association confederation league alliance
	police army navy force forces armed air troops guard guards coast coastguard border military command staff general headquarters brigade battalion
	division regiment embassy consulate mission delegation bank central reserve national federal state royal imperial international world global united
	first second third new old north south east west northern southern eastern western city town county district regional provincial municipal public
	people peoples university college school institute academy centre center hospital clinic church museum foundation fund trust society club company
	group stock savings loan loans mutual holding holdings industries industry international enterprises systems technologies technology solutions partners capital financial finance
	insurance securities investment investments resources energy oil gas petroleum steel motor motors electric electronics power airlines airways air
	airport port railway railways rail transport shipping lines mining mines gold foods food products stores store pharmaceuticals laboratories
	defence defense foreign interior justice health education trade economy agriculture labour labor transport treasury exchequer security intelligence
	prosecution prosecutor prosecutors election electoral elections fire rescue emergency customs tax water weather environment culture sports youth`)

// same words, written otherwise.
var synonyms = map[string]string{
	"defence": "defense", "centre": "center", "labour": "labor", "organisation": "organization", "dept": "department", "intl": "international",
	"govt": "government", "assn": "association", "assoc": "association", "univ": "university", "natl": "national", "coastguard": "coast guard",
	"bros": "brothers", "mfg": "manufacturing", "tv": "television", "programme": "program", "armed": "armed", "airforce": "air force",
}

// offices are words for what a state or a place has one of, or a few.
var offices = words(`ministry minister office department bureau directorate administration authority council commission court parliament senate congress assembly
	cabinet government opposition police army navy force forces troops guard guards coast border military staff embassy consulate prosecution prosecutor
	prosecutors treasury exchequer customs bank exchange fire rescue president premier presidency palace legislature authorities officials service services navy university hospital`)

// tails are words that may be left out of a name, or put to it, at its end.
var tails = words(`agency news press service online daily group holding holdings wire media network television radio newspaper magazine website blog portal`)

// abroad are words for the arm of a firm that does its business in other countries, or lends its money.
var abroad = words(`international global overseas worldwide credit leasing europe asia pacific americas`)
