// Package model carries the weights: the reader, the pair model, the embedder and their word pieces, as files.
//
//	f, err := model.Files.Open("reader.safetensors") → 11 MB of int8 weights
//
// README.md beside it says what each file is and where it comes from. What the weights mean is the business of
// infer (the encoder) and reader (the heads); nothing here looks inside.
package model

import (
	"embed"
	"errors"
	"io/fs"
	"os"
)

// Files holds reader, pair and embedder, each as .safetensors (int8) and .json, words.safetensors, the vectors of word pieces that all three read by, and
// vocab.txt, one word piece a line.
//
//go:embed words.safetensors reader.safetensors reader.json pair.safetensors pair.json embedder.safetensors embedder.json vocab.txt
var Files embed.FS

// With is Files, with those of a folder in their place where it has them: for judging weights that the program does not carry. An empty folder name
// is Files alone.
func With(folder string) fs.FS {
	if folder == "" {
		return Files
	}
	return over{os.DirFS(folder)}
}

// over is a folder laid over Files.
type over struct{ fs.FS }

// Open opens a file of the folder, or that of Files.
func (o over) Open(name string) (fs.File, error) {
	f, err := o.FS.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Files.Open(name)
	}
	return f, err
}
