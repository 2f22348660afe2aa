/**
 * A static web server for the built folders, for this computer only: it listens on the loopback address and asks the network nothing.
 *
 *   serve({ root, port, book, tls }) → { url, port, close() }
 *
 * root   folder to serve
 * port   wanted port; if it is taken the system chooses one. Default 0: any free one
 * book   optional { path, name }: answered at GET /book.xlsx, its name percent-encoded in Content-Disposition (filename*)
 * tls    optional { key, cert, ca } for https
 * strict fail instead of choosing another port
 */
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { extname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".pdf": "application/pdf",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export async function serve({ root, port = 0, book, tls, strict = false }) {
  const folder = resolve(root);
  const answer = (request, response) => respond(folder, book, request, response);
  const server = tls === undefined ? createServer(answer) : createSecureServer(tls, answer);
  const taken = await listen(server, port).then(() => false, (fault) => {
    if (fault.code !== "EADDRINUSE" || strict) throw fault;
    return true;
  });
  if (taken) await listen(server, 0);
  const used = server.address().port;
  return {
    url: `${tls === undefined ? "http" : "https"}://localhost:${used}/`,
    port: used,
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    const failed = (fault) => reject(fault);
    server.once("error", failed);
    server.listen(port, "localhost", () => {
      server.off("error", failed);
      resolve();
    });
  });
}

function respond(folder, book, request, response) {
  const send = (status, text) => {
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
    response.end(text);
  };
  // Another site whose name was pointed at this computer shall not read the book.
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? "")) return send(403, "403");
  if (request.method !== "GET" && request.method !== "HEAD") return send(405, "405");
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  } catch {
    return send(400, "400");
  }
  if (path.includes("\0")) return send(404, "404");
  const headers = {};
  let file = resolve(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  if (path === "/book.xlsx" && book !== undefined) {
    file = book.path;
    headers["content-disposition"] = `inline; filename*=UTF-8''${encodeURIComponent(book.name)}`;
  } else if (file !== folder && !file.startsWith(folder + sep)) {
    return send(404, "404");
  }
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return send(404, "404");
  response.writeHead(200, { ...headers, "content-type": TYPES[extname(file).toLowerCase()] ?? "application/octet-stream", "content-length": stat.size, "cache-control": "no-cache" });
  if (request.method === "HEAD") return response.end();
  pipeline(createReadStream(file), response, () => {});
}
