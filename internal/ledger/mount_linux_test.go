package ledger

import (
	"fmt"
	"syscall"
)

// mountSmall makes dir a disk of so many bytes, where this process may do so.
func mountSmall(dir string, size int) error {
	return syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size))
}

func unmount(dir string) error { return syscall.Unmount(dir, syscall.MNT_DETACH) }
