import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

declare const process: { env: Record<string, string | undefined> };

export default defineConfig({
  plugins: [svelte()],
  // The shell prints its own lines to the same terminal.
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    // WebKitGTK 2.50, the oldest web view we run in, has light-dark(): lowering it would cost us the override.
    target: 'safari18',
    // A font or picture as a data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'words and numbers',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.view.test.ts'],
          environment: 'node',
        },
      },
      {
        extends: true,
        // The whole desk in a browser, on the pretend library: only desk.ts knows the difference.
        test: {
          name: 'views',
          include: ['src/**/*.view.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                // The round of tests says where it is; by hand it is where most systems have it.
                executablePath: process.env.CLIPDESK_CHROMIUM ?? '/usr/bin/chromium',
                args: ['--no-sandbox'],
              },
            }),
            instances: [{ browser: 'chromium', viewport: { width: 1440, height: 900 } }],
          },
        },
      },
    ],
  },
});
