// What every page does where there is JavaScript: pieces are exchanged without loading the page anew (htmx), and the keyboard goes everywhere.
import htmx from "htmx.org";
import { correct } from "./correct.js";
import { drop } from "./drop.js";
import { keys } from "./keys.js";
import { story } from "./story.js";

window.htmx = htmx;
keys(document);
drop(document);
story(document);
correct(document);
