export default async function tearDown() {
  await globalThis.drawbridgeTestServers?.stop();
}
