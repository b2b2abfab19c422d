import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme.css';
import { createTheme, DirectionProvider, MantineProvider, Modal, Notification } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.js';
import { startSpeaking } from './language/index.js';
import { answers } from './offline/kept-answers.js';
import { keepProgram } from './offline/trusted-types.js';
import { SessionProvider } from './sign-in/session.js';

/** Sizes and shades stand in theme.css: the page's policy lets no style in that is made while it runs. */
const theme = createTheme({
  primaryColor: 'indigo',
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: 'pointer',
  // What keeps the page behind a dialogue from scrolling is such a style.
  components: {
    // Numbers keep their sign before them where the page runs from right to left.
    TextInput: { defaultProps: { dir: 'auto' } },
    Textarea: { defaultProps: { dir: 'auto' } },
    Modal: Modal.extend({ defaultProps: { lockScroll: false } }),
    Notification: Notification.extend({
      defaultProps: {
        closeButtonProps: {
          get 'aria-label'() {
            return i18next.t('close');
          },
        },
      },
    }),
  },
});

await startSpeaking();
createRoot(document.getElementById('console')!).render(
  <StrictMode>
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
        deduplicateInlineStyles={false}
      >
        <Notifications position="bottom-center" />
        <QueryClientProvider client={answers}>
          <SessionProvider>
            <App />
          </SessionProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);
keepProgram();
