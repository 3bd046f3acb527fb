// Package model carries the weights: the reader, the pair model, the embedder and their word pieces, as files.
//
//	f, err := model.Files.Open("reader.safetensors") → 22 MB of int8 weights
//
// README.md beside it says what each file is and where it comes from. What the weights mean is the business of
// infer (the encoder) and reader (the heads); nothing here looks inside.
package model

import "embed"

// Files holds reader, pair and embedder, each as .safetensors (int8) and .json, and vocab.txt, one word piece a line.
//
//go:embed reader.safetensors reader.json pair.safetensors pair.json embedder.safetensors embedder.json vocab.txt
var Files embed.FS
