package resolve

// chains fills in the way each claim came.
func (a *account) chains() {}
