/* global document, AdaptiveCards, window */
/** Runs in the page: draws a card with the reference renderer. Bold and escapes are all the Markdown the desk writes. */
window.drawCard = (card, hostConfig) => {
  const html = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    const escaped = [];
    const marked = text.replace(/\\([!-/:-@[-`{-~])/g, (_all, char) => `\uE000${escaped.push(char) - 1}\uE001`);
    const bold = html(marked).replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>');
    result.outputHtml = `<p>${bold.replace(/\uE000(\d+)\uE001/g, (_all, at) => html(escaped[Number(at)]))}</p>`;
    result.didProcess = true;
  };
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  drawn.parse(card);
  document.getElementById('card').replaceChildren(drawn.render());
};
/** The widest thing on the card, in pixels. */
window.contentWidth = () =>
  [...document.querySelectorAll('#card *')].reduce((most, { scrollWidth }) => Math.max(most, scrollWidth), 0);
