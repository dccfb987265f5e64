// On paper: the light theme, and all answers, which a page folds away.
"use strict";
addEventListener("beforeprint", () => {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  const closed = document.querySelectorAll("details:is(.answer, .sd-dropdown):not([open])");
  dataset.theme = "light";
  for (const answer of closed) answer.open = true;
  const restore = () => {
    dataset.theme = theme;
    for (const answer of closed) answer.open = false;
  };
  addEventListener("afterprint", restore, { once: true });
});
