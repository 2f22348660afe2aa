/** The local web server: what it gives, what it keeps, and that it stays on this computer. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, type Served } from "../../scripts/serve.mjs";

let folder: string;
let server: Served;

/** A request whose path is sent as it is, which fetch would tidy up. */
function get(path: string, method = "GET", host = `localhost:${server.port}`): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: "localhost", port: server.port, path, method, headers: { host } }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (piece: string) => (body += piece)).on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    }).on("error", reject).end();
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "serve-"));
  mkdirSync(join(folder, "site/assets"), { recursive: true });
  writeFileSync(join(folder, "site/index.html"), "<p>页</p>");
  writeFileSync(join(folder, "site/assets/一.js"), "1");
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "book.xlsx"), "PK");
  server = await serve({ root: join(folder, "site"), book: { path: join(folder, "book.xlsx"), name: "镇 2004.xlsx" } });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("serve", () => {
  it("gives the files of its folder with their types", async () => {
    expect(await get("/")).toMatchObject({ status: 200, body: "<p>页</p>", headers: { "content-type": "text/html; charset=utf-8" } });
    expect(await get(encodeURI("/assets/一.js?v=1"))).toMatchObject({ status: 200, body: "1", headers: { "content-type": "text/javascript; charset=utf-8" } });
    expect(await get("/", "HEAD")).toMatchObject({ status: 200, body: "" });
  });

  it("gives the book that it was started with, and its name", async () => {
    const { status, body, headers } = await get("/book.xlsx");
    expect([status, body]).toEqual([200, "PK"]);
    const name = /filename\*=UTF-8''(\S+)$/.exec(String(headers["content-disposition"]))![1]!;
    expect(decodeURIComponent(name)).toBe("镇 2004.xlsx");
  });

  it.each(["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets", "/none", "/%00"])("has nothing at %s", async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain("secret");
  });

  it("refuses what is no address, and every method that changes something", async () => {
    expect((await get("/%zz")).status).toBe(400);
    expect((await get("/", "POST")).status).toBe(405);
  });

  it("answers only to the name of this computer", async () => {
    expect((await get("/book.xlsx", "GET", "127.0.0.1:80")).status).toBe(200);
    expect((await get("/book.xlsx", "GET", "elsewhere.example")).status).toBe(403);
  });

  it("takes another port when the wanted one is taken, unless it must be that one", async () => {
    const second = await serve({ root: folder, port: server.port });
    try {
      expect(second.port).not.toBe(server.port);
      expect(second.url).toBe(`http://localhost:${second.port}/`);
    } finally {
      await second.close();
    }
    await expect(serve({ root: folder, port: server.port, strict: true })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
