/** Entry of message.html: shows the sentences that follow the # of its address, as text and nothing else. */
const list = document.getElementById("sentences");
for (const sentence of decodeURIComponent(location.hash.slice(1)).split("\n")) {
  const line = document.createElement("p");
  line.textContent = sentence;
  list?.append(line);
}
