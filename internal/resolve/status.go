package resolve

// status fills in how the event of each claim stands.
func (a *account) status() {}
