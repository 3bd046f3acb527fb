package resolve

// systems gives mentions their system.
func (a *account) systems() {}
